package dev.loopgate.reviews.planting;

import dev.loopgate.wire.problem.ProblemType;

/** What can be wrong with a plant, besides what is meant to be. */
final class PlantProblems {
  static final ProblemType UNFIT_MODEL =
      new ProblemType("unfit-model", 422, "No plant can be made after that review");
  static final ProblemType NEEDLESS_PLANT =
      new ProblemType("needless-plant", 422, "The policy finds that without people");
  static final ProblemType NOT_YOUR_PLANT =
      new ProblemType("not-your-plant", 403, "Who planted it takes it back");
  static final ProblemType PLANT_IN_USE =
      new ProblemType("plant-in-use", 409, "The plant can no longer be taken back");

  private PlantProblems() {}
}
