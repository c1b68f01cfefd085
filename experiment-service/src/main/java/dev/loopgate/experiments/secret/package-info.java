/** Where unpredictable bytes come from. */
@NullMarked
package dev.loopgate.experiments.secret;

import org.jspecify.annotations.NullMarked;
