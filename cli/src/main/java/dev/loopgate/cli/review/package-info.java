/** Reviews and votes. */
@NullMarked
package dev.loopgate.cli.review;

import org.jspecify.annotations.NullMarked;
