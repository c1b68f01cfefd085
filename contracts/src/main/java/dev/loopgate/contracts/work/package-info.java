/** What experiment-service and a worker say to each other about one attempt. */
@NullMarked
package dev.loopgate.contracts.work;

import org.jspecify.annotations.NullMarked;
