/**
 * The walk with processes killed in the middle of it, and a ledger kept outside of everything that
 * was acknowledged: none of that may be missing afterwards.
 */
@NullMarked
package org.musubi.e2e.kill;

import org.jspecify.annotations.NullMarked;
