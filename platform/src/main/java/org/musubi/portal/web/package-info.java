/** The pages of the portal. */
@NullMarked
package org.musubi.portal.web;

import org.jspecify.annotations.NullMarked;
