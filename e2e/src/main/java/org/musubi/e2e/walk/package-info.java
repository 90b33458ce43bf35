/** The walks as a peer of the platform does them: one method for each thing a person would do. */
@NullMarked
package org.musubi.e2e.walk;

import org.jspecify.annotations.NullMarked;
