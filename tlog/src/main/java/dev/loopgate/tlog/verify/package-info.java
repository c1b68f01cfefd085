/** Checks a whole log by somebody who trusts nothing but keys. */
@NullMarked
package dev.loopgate.tlog.verify;

import org.jspecify.annotations.NullMarked;
