/** Setting vetoes aside, never alone. */
@NullMarked
package dev.loopgate.reviews.override;

import org.jspecify.annotations.NullMarked;
