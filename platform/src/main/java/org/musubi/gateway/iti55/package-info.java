/** Cross gateway patient discovery (ITI-55). */
@NullMarked
package org.musubi.gateway.iti55;

import org.jspecify.annotations.NullMarked;
