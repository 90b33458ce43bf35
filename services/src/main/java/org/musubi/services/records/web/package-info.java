/** Every endpoint, over mutual TLS; the one place where refusals become SOAP. */
@NullMarked
package org.musubi.services.records.web;

import org.jspecify.annotations.NullMarked;
