/** Cross Gateway Patient Discovery (ITI-55): who knows this person, and under which identifier. */
@NullMarked
package org.musubi.ihe.xcpd;

import org.jspecify.annotations.NullMarked;
