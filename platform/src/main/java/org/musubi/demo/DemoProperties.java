package org.musubi.demo;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The demo's communities; read only where {@code musubi.demo=true}.
 *
 * @param communities name of each community (east, west, shared, or another name for a further one)
 *     and the base address at which it answers
 */
@ConfigurationProperties("musubi.demo")
record DemoProperties(@DefaultValue Map<String, URI> communities) {}
