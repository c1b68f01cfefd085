/** What experiment-service tells the others: registrations, verdicts, baselines, flags. */
@NullMarked
package dev.loopgate.contracts.experiments;

import org.jspecify.annotations.NullMarked;
