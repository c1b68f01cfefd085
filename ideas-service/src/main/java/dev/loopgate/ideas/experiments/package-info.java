/** What this service needs of experiment-service: its verdicts. */
@NullMarked
package dev.loopgate.ideas.experiments;

import org.jspecify.annotations.NullMarked;
