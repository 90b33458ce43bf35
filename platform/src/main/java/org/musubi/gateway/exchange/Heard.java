package org.musubi.gateway.exchange;

import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.RegistryError;

/**
 * What came of asking a community.
 *
 * @param <T> what a good answer holds
 */
public sealed interface Heard<T> {
  /** It answered, and the answer is whole. */
  record Said<T>(T value) implements Heard<T> {}

  /** There is no answer to use. */
  record Nothing<T>(Words why) implements Heard<T> {
    /** Whether it ran past a deadline. */
    public boolean late() {
      return why == Words.LATE;
    }

    /** The code of a query. */
    public ErrorCode queryCode() {
      return switch (why) {
        case LATE, UNREACHABLE, PAUSED, BUSY -> ErrorCode.UNAVAILABLE_COMMUNITY;
        case TOO_MUCH -> ErrorCode.TOO_MANY_RESULTS;
        default -> ErrorCode.REGISTRY_ERROR;
      };
    }

    /** The code of a retrieval. */
    public ErrorCode retrieveCode() {
      return switch (why) {
        case LATE, UNREACHABLE, PAUSED, BUSY -> ErrorCode.UNAVAILABLE_COMMUNITY;
        case NO_ROOM -> ErrorCode.REPOSITORY_OUT_OF_RESOURCES;
        default -> ErrorCode.REPOSITORY_ERROR;
      };
    }

    /** The error of a query. */
    public RegistryError queryError(HomeCommunityId home) {
      return why.error(queryCode(), home);
    }

    /** The error of a retrieval. */
    public RegistryError retrieveError(HomeCommunityId home) {
      return why.error(retrieveCode(), home);
    }
  }

  /** Nothing came. */
  static <T> Heard<T> nothing(Words why) {
    return new Nothing<>(why);
  }
}
