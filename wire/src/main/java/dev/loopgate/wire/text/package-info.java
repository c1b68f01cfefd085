/** What a text from outside must be to be stored and shown. */
@NullMarked
package dev.loopgate.wire.text;

import org.jspecify.annotations.NullMarked;
