/**
 * Bodies of the document sharing transactions (ITI-18, 38, 39, 41, 42, 43) as views over message
 * trees.
 */
@NullMarked
package org.musubi.ihe.xds;

import org.jspecify.annotations.NullMarked;
