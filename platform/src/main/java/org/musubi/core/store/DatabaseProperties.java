package org.musubi.core.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the store of record is.
 *
 * @param url JDBC URL of a PostgreSQL 16 or later; empty = the embedded one under {@code
 *     musubi.data}/postgres
 * @param user its user
 * @param password its password
 * @param registryReadOnly true at a point: every Registry connection is read only, and the server
 *     refuses writes
 * @param connections most connections of each of the two data sources
 */
@ConfigurationProperties("musubi.database")
public record DatabaseProperties(
    @DefaultValue("") String url,
    @DefaultValue("musubi") String user,
    @DefaultValue("") String password,
    @DefaultValue("false") boolean registryReadOnly,
    @DefaultValue("10") int connections) {}
