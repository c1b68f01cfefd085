/** What an operator tells a worker by its environment, and who it is to the services. */
@NullMarked
package dev.loopgate.worker.config;

import org.jspecify.annotations.NullMarked;
