import dev.loopgate.client.experiments.api.ExperimentsApi;
import dev.loopgate.client.experiments.model.Experiment;
import dev.loopgate.client.ideas.api.IdeasApi;
import dev.loopgate.client.ideas.model.Idea;
import dev.loopgate.client.reviews.api.ReviewsApi;
import dev.loopgate.client.reviews.model.Review;
import java.time.OffsetDateTime;

/**
 * Fetches an idea, an experiment and a review with the generated clients and prints what it got as
 * one line of JSON. Arguments: ideas URL, experiments URL, reviews URL, idea key, experiment id,
 * review key; the token is in the environment as LOOPGATE_TOKEN.
 */
public final class FetchOneOfEach {
  private static final String AUTHORIZATION = "Bearer " + System.getenv("LOOPGATE_TOKEN");

  private FetchOneOfEach() {}

  public static void main(String[] arguments) throws Exception {
    Idea idea = ideas(arguments[0]).getIdea(arguments[3]);
    Experiment experiment = experiments(arguments[1]).getExperiment(arguments[4]);
    Review review = reviews(arguments[2]).getReview(arguments[5]);
    OffsetDateTime proposedAt = idea.getProposedAt();
    System.out.printf(
        """
        {"idea":"%s","ideaStatus":"%s","proposedAt":"%s","experiment":"%s","experimentState":"%s",\
        "review":"%s","reviewState":"%s","dossierDigest":"%s"}
        """,
        idea.getKey(),
        idea.getStatus(),
        proposedAt.toInstant(),
        experiment.getId(),
        experiment.getState(),
        review.getKey(),
        review.getState(),
        review.getDossierDigest());
  }

  private static IdeasApi ideas(String url) {
    var client = new dev.loopgate.client.ideas.ApiClient();
    client.updateBaseUri(url);
    client.setRequestInterceptor(request -> request.header("Authorization", AUTHORIZATION));
    return new IdeasApi(client);
  }

  private static ExperimentsApi experiments(String url) {
    var client = new dev.loopgate.client.experiments.ApiClient();
    client.updateBaseUri(url);
    client.setRequestInterceptor(request -> request.header("Authorization", AUTHORIZATION));
    return new ExperimentsApi(client);
  }

  private static ReviewsApi reviews(String url) {
    var client = new dev.loopgate.client.reviews.ApiClient();
    client.updateBaseUri(url);
    client.setRequestInterceptor(request -> request.header("Authorization", AUTHORIZATION));
    return new ReviewsApi(client);
  }
}
