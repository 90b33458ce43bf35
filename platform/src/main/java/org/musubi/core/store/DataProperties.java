package org.musubi.core.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the platform keeps what it keeps.
 *
 * @param data the data directory: database, log, secrets and spool lie under it
 */
@ConfigurationProperties("musubi")
public record DataProperties(@DefaultValue("var/platform") Path data) {}
