package org.musubi.ihe.schema;

/**
 * One point in which a body does not follow its schema, for whoever sent it. No value of the
 * message and nothing of the parser is in it.
 *
 * @param path the element concerned, as local names from the root joined by slashes
 * @param english one sentence
 * @param japanese the same
 */
public record SchemaProblem(String path, String english, String japanese) {}
