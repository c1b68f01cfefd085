/**
 * The files of an attempt: laid out from content that is checked, looked at afterwards, and
 * deleted.
 */
@NullMarked
package dev.loopgate.worker.layout;

import org.jspecify.annotations.NullMarked;
