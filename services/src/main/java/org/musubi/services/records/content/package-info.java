/** Documents at rest: encrypted, framed, durable before they are acknowledged. */
@NullMarked
package org.musubi.services.records.content;

import org.jspecify.annotations.NullMarked;
