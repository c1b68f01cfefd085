package dev.loopgate.reviews.plant;

/** What came of a plant. */
public enum PlantResult {
  /** A veto stood when it ended. */
  CAUGHT,
  /** People would have adopted it. */
  MISSED,
  /** People came to no answer. */
  UNDECIDED;

  /**
   * The result of a plant that ends.
   *
   * @param adopted whether a true review would have been an adoption
   * @param vetoed whether a veto stands
   */
  public static PlantResult of(boolean adopted, boolean vetoed) {
    if (adopted) {
      return MISSED;
    }
    return vetoed ? CAUGHT : UNDECIDED;
  }
}
