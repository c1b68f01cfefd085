/** Plain SQL without ceremony, for the stores. */
@NullMarked
package dev.loopgate.experiments.sql;

import org.jspecify.annotations.NullMarked;
