// Fetches an idea, an experiment and a review with the generated clients and prints what it got as
// one line of JSON. Usage: LOOPGATE_TOKEN=… node fetch-one-of-each.js <ideas URL> <experiments URL>
// <reviews URL> <idea key> <experiment id> <review key>
import { Configuration as IdeasConfiguration, IdeasApi } from './generated/ideas-service/index.js';
import {
  Configuration as ExperimentsConfiguration,
  ExperimentsApi,
} from './generated/experiment-service/index.js';
import {
  Configuration as ReviewsConfiguration,
  ReviewsApi,
} from './generated/review-service/index.js';

function argument(index: number, name: string): string {
  const value = process.argv[2 + index];
  if (value === undefined) {
    throw new Error(`argument ${index + 1} is missing: ${name}`);
  }
  return value;
}

const options = (index: number, name: string) => ({
  basePath: argument(index, name),
  accessToken: process.env['LOOPGATE_TOKEN'] ?? '',
});

const ideas = new IdeasApi(new IdeasConfiguration(options(0, 'ideas URL')));
const experiments = new ExperimentsApi(
  new ExperimentsConfiguration(options(1, 'experiments URL')),
);
const reviews = new ReviewsApi(new ReviewsConfiguration(options(2, 'reviews URL')));

const idea = await ideas.getIdea({ idOrKey: argument(3, 'idea key') });
const experiment = await experiments.getExperiment({ idOrIdeaKey: argument(4, 'experiment id') });
const review = await reviews.getReview({ idOrKey: argument(5, 'review key') });

// A client author relies on required fields being there without a check: this must type-check.
const proposedAt: Date = idea.proposedAt;
const dossierDigest: string = review.dossierDigest;

console.log(
  JSON.stringify({
    idea: idea.key,
    ideaStatus: idea.status,
    proposedAt: proposedAt.toISOString(),
    experiment: experiment.id,
    experimentState: experiment.state,
    review: review.key,
    reviewState: review.state,
    dossierDigest,
  }),
);
