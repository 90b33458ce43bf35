/** Cross gateway query (ITI-38). */
@NullMarked
package org.musubi.gateway.iti38;

import org.jspecify.annotations.NullMarked;
