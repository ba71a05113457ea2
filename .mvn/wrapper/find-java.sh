# Sourced by ./mvnw and ./twinroute. Sets JAVA_HOME and java to a Java 17 or newer: that of
# JAVA_HOME if it will do, else the one on the PATH. Otherwise says so in one line and exits 1.

java_settings() { # of the command $1; nothing if it cannot run
  "$1" -XshowSettings:properties -version 2>&1 </dev/null || :
}

java_setting() { # the value of property $1 in the output $2
  printf '%s\n' "$2" | sed -n "s/^ *$1 = //p" | head -n 1
}

find_java() {
  java_too_old=
  for java in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} "$(command -v java || :)"; do
    [ -n "$java" ] && [ -x "$java" ] || continue
    java_found=$(java_settings "$java")
    java_version=$(java_setting 'java\.specification\.version' "$java_found")
    case ${java_version%%.*} in
      '' | *[!0-9]*) continue ;;
    esac
    if [ "${java_version%%.*}" -ge 17 ]; then
      JAVA_HOME=$(java_setting 'java\.home' "$java_found")
      export JAVA_HOME
      return 0
    fi
    java_too_old="; Java $java_version at $java is too old"
  done
  echo "${0##*/}: no JDK 17 or newer found$java_too_old. Set JAVA_HOME to one or put it on the PATH." >&2
  exit 1
}

find_java
