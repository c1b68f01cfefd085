/** What stages logged: claims apart from measurements. */
@NullMarked
package dev.loopgate.experiments.metric;

import org.jspecify.annotations.NullMarked;
