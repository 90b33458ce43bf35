package org.musubi.services.records.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RetrieveResponse.Retrieved;
import org.musubi.services.records.access.AccessLog;
import org.musubi.services.records.access.Reader;
import org.musubi.services.records.content.Documents;
import org.musubi.services.records.content.Stored;
import org.musubi.services.records.registry.Problem;
import org.musubi.services.records.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Takes documents out of our own repository, proven against the hash they were stored with and
 * recorded before they leave.
 */
final class Holdings {
  private static final Logger LOG = LoggerFactory.getLogger(Holdings.class);
  private static final int BUFFER = 64 * 1024;

  private final Registry registry;
  private final Documents documents;
  private final Spool spool;
  private final AccessLog accesses;

  Holdings(Registry registry, Documents documents, Spool spool, AccessLog accesses) {
    this.registry = registry;
    this.documents = documents;
    this.spool = spool;
    this.accesses = accesses;
  }

  /**
   * What was found, or why not; the lists grow together.
   *
   * @throws DataAccessException when the registry cannot be asked or the access not be recorded
   */
  void take(
      DocumentKey key,
      Reader reader,
      List<Retrieved> found,
      List<SpooledDocument> contents,
      List<RegistryError> errors)
      throws IOException {
    var community = registry.community();
    var home = community.home();
    if (!key.repository().equals(community.repository())) {
      errors.add(Problem.UNKNOWN_REPOSITORY.error(key.repository().value()).at(home));
      return;
    }
    var document = registry.document(key.uniqueId());
    if (document.isEmpty()) {
      errors.add(Problem.NO_SUCH_DOCUMENT.error(key.uniqueId()).at(home));
      return;
    }
    try {
      contents.add(recorded(proven(document.get()), reader, key));
      found.add(Retrieved.of(key.at(home), document.get().mimeType()));
    } catch (Damaged damaged) {
      // The file's random name: it leads an operator to the disk and nobody to a patient.
      LOG.error("a document at rest is damaged: file {}", document.get().stored().file());
      errors.add(Problem.DAMAGED.error(key.uniqueId()).at(home));
    }
  }

  private SpooledDocument recorded(SpooledDocument proven, Reader reader, DocumentKey key) {
    try {
      accesses.releasing(reader, key.uniqueId(), proven.sha256());
      return proven;
    } catch (RuntimeException e) {
      proven.close();
      throw e;
    }
  }

  private SpooledDocument proven(Registry.Document document) throws IOException, Damaged {
    var stored = document.stored();
    try (var sink = spool.begin(stored.size())) {
      copy(stored, sink);
      var taken = sink.finish();
      if (!taken.sha1().equals(stored.sha1()) || taken.size() != stored.size()) {
        taken.close();
        throw new Damaged();
      }
      return taken;
    }
  }

  private void copy(Stored stored, OutputStream sink) throws IOException, Damaged {
    var buffer = new byte[BUFFER];
    try (var in = opened(stored)) {
      for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
        sink.write(buffer, 0, read);
      }
    }
  }

  private InputStream opened(Stored stored) throws Damaged {
    try {
      return documents.open(stored, 0);
    } catch (IOException e) {
      throw new Damaged();
    }
  }

  private static int read(InputStream in, byte[] buffer) throws Damaged {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new Damaged();
    }
  }

  /** The disk does not hold what was stored. */
  private static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
