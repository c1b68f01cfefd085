/** Git repositories, patches and tarballs: the files that ideas change and experiments run. */
@NullMarked
package dev.loopgate.ideas.workspace;

import org.jspecify.annotations.NullMarked;
