/** Known-bad dossiers among the true ones: what is wrong with them, and who found it. */
@NullMarked
package dev.loopgate.reviews.plant;

import org.jspecify.annotations.NullMarked;
