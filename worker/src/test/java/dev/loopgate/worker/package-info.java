/** Tests of the worker against a small service of their own. */
@NullMarked
package dev.loopgate.worker;

import org.jspecify.annotations.NullMarked;
