/** Cross gateway retrieve (ITI-39). */
@NullMarked
package org.musubi.gateway.iti39;

import org.jspecify.annotations.NullMarked;
