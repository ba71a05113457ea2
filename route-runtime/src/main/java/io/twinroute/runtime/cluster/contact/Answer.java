package io.twinroute.runtime.cluster.contact;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What answers at an address. No more than the first bytes are read, and none is taken for a size
 * before it is believed: a Kafka client would make room for all that they announce.
 *
 * @param why the reason why nothing can be reached; empty otherwise
 */
record Answer(Address address, Speaks speaks, String why) {

  /** What the listener speaks. */
  enum Speaks {
    /** What Kafka's brokers do, in plain text. */
    KAFKA,
    /** TLS, whatever is behind it. */
    TLS,
    /** Something else. */
    OTHER,
    /** It took the connection, and said nothing. */
    NOTHING,
    /** There is no connection. */
    UNREACHABLE
  }

  private static final int CORRELATION = 0x7477_696E;
  private static final int LARGEST = 1 << 20;
  private static final byte TLS_ALERT = 0x15;
  private static final byte TLS_HANDSHAKE = 0x16;
  private static final byte TLS_MAJOR_VERSION = 3;

  /** Asks for the versions of the protocol, as every Kafka client does first, in plain text. */
  static Answer inPlainText(Address address) {
    try (Socket socket = address.connect()) {
      return new Answer(address, speaks(firstBytes(socket)), "");
    } catch (IOException e) {
      return unreachable(address, e);
    }
  }

  /** Whether there is a connection; says nothing on it. */
  static Answer atAll(Address address) {
    try (Socket socket = address.connect()) {
      return new Answer(address, Speaks.NOTHING, "");
    } catch (IOException e) {
      return unreachable(address, e);
    }
  }

  /**
   * Begins with TLS, and ends as soon as that is answered with TLS; trusts nobody with anything.
   */
  static Answer withTls(Address address) {
    try (Socket socket = address.connect()) {
      return new Answer(address, answersTls(socket, address) ? Speaks.TLS : Speaks.NOTHING, "");
    } catch (IOException e) {
      return unreachable(address, e);
    }
  }

  boolean isReachable() {
    return speaks != Speaks.UNREACHABLE;
  }

  private static Answer unreachable(Address address, IOException e) {
    String why =
        e instanceof UnknownHostException ? "unknown host" : String.valueOf(e.getMessage());
    return new Answer(address, Speaks.UNREACHABLE, why);
  }

  private static byte[] firstBytes(Socket socket) {
    byte[] answer = new byte[2 * Integer.BYTES];
    int length = 0;
    try {
      socket.getOutputStream().write(versionsQuestion());
      InputStream in = socket.getInputStream();
      int read = in.read(answer);
      while (read > 0) {
        length += read;
        read = in.read(answer, length, answer.length - length); // none once it is full
      }
    } catch (IOException e) {
      // What has come until then shows the same.
    }
    return Arrays.copyOf(answer, length);
  }

  /** An ApiVersions request of version 0 behind its size. */
  private static byte[] versionsQuestion() throws IOException {
    byte[] client = "twinroute".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(2 * Short.BYTES + Integer.BYTES + Short.BYTES + client.length);
    out.writeShort(18);
    out.writeShort(0);
    out.writeInt(CORRELATION);
    out.writeShort(client.length);
    out.write(client);
    return bytes.toByteArray();
  }

  private static Speaks speaks(byte[] answer) {
    if (answer.length < 2) {
      return Speaks.NOTHING;
    }
    boolean isTls = answer[0] == TLS_ALERT || answer[0] == TLS_HANDSHAKE;
    if (isTls && answer[1] == TLS_MAJOR_VERSION) {
      return Speaks.TLS;
    }
    if (answer.length < 2 * Integer.BYTES) {
      return answer.length < Integer.BYTES || isSize(answer) ? Speaks.NOTHING : Speaks.OTHER;
    }
    boolean isOurs = ByteBuffer.wrap(answer).getInt(Integer.BYTES) == CORRELATION;
    return isSize(answer) && isOurs ? Speaks.KAFKA : Speaks.OTHER;
  }

  private static boolean isSize(byte[] answer) {
    int size = ByteBuffer.wrap(answer).getInt();
    return size >= Integer.BYTES && size <= LARGEST;
  }

  private static boolean answersTls(Socket socket, Address address) throws IOException {
    try (SSLSocket tls =
        (SSLSocket)
            anyone()
                .getSocketFactory()
                .createSocket(socket, address.host(), address.port(), true)) {
      tls.startHandshake();
      return true;
    } catch (SSLException e) {
      // An alert is an answer, too; what is no TLS at all has another message.
      return String.valueOf(e.getMessage()).contains("fatal alert");
    } catch (IOException e) {
      return false;
    }
  }

  private static SSLContext anyone() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /** Whose certificate it is does not matter: nothing is sent. */
  private static final class AnyCertificate implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
