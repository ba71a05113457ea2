package io.twinroute.semantics.logic;

/** Each accepted record gives one result: itself. */
public record PassThrough() implements LogicRule {

  /** The {@link #type}. */
  public static final String TYPE = "pass-through";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean keepsState() {
    return false;
  }

  @Override
  public boolean takesTombstones(int input) {
    return true;
  }

  @Override
  public <T> T visit(Visitor<T> visitor) {
    return visitor.passThrough(this);
  }

  @Override
  public RouteLogic logic(ResultFormat results) {
    return new PassThroughLogic(results);
  }
}
