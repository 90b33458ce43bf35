package org.musubi.services.records.catalogue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.musubi.ihe.Coded;
import org.musubi.services.records.intake.Description;
import org.musubi.services.records.intake.Intake;
import org.musubi.services.records.patients.Origin;
import org.musubi.services.records.patients.Patient;
import org.musubi.services.records.patients.Patients;
import org.musubi.services.records.patients.PersonName;
import org.musubi.services.records.registry.Registered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in the documents of a folder with a {@code catalogue.json}, each once: what was taken is
 * remembered, so that a document that was replaced or deleted since does not come back.
 */
public final class CatalogueImport {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueImport.class);
  private static final String CLASSPATH = "classpath:";
  private static final String CATALOGUE = "catalogue.json";

  private final Patients patients;
  private final Intake intake;
  private final JdbcClient database;
  private final InstantSource clock;

  public CatalogueImport(
      Patients patients, Intake intake, JdbcClient database, InstantSource clock) {
    this.patients = patients;
    this.intake = intake;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Imports.
   *
   * @param place a folder, or {@code classpath:<folder>}
   * @return how many documents were new
   * @throws IOException when the catalogue or a file it names cannot be read, or a document is
   *     refused; what came before it stays
   */
  public int run(String place) throws IOException {
    Catalogue catalogue;
    try (var in = open(place, CATALOGUE)) {
      catalogue = JsonMapper.builder().build().readValue(in, Catalogue.class);
    } catch (JacksonException e) {
      throw new IOException("the catalogue is not what it should be", e);
    }
    catalogue.patients().forEach(this::register);
    int taken = 0;
    for (int i = 0; i < catalogue.documents().size(); i++) {
      var item = catalogue.documents().get(i);
      if (isNew(item)) {
        take(place, item, i + 1);
        taken++;
      }
    }
    if (taken > 0) {
      LOG.info("imported {} documents", taken);
    }
    return taken;
  }

  private void register(Catalogue.Person person) {
    patients.register(
        new Patient(
            person.number(),
            new PersonName(
                person.family(), person.given(), person.familyKana(), person.givenKana()),
            person.birthDate(),
            Patient.Sex.of(person.sex()),
            person.insured()),
        Origin.CATALOGUE,
        "00000000000000000");
  }

  private boolean isNew(Catalogue.Item item) {
    return database
        .sql("select 1 from imported where unique_id = ?")
        .param(item.id())
        .query(Integer.class)
        .optional()
        .isEmpty();
  }

  private void take(String place, Catalogue.Item item, int number) throws IOException {
    try (var in = open(place, item.file())) {
      if (intake.take(describe(item), in) instanceof Registered.Refused refused) {
        throw new IOException(
            "document number "
                + number
                + " of a catalogue is refused: "
                + refused.errors().getFirst().code());
      }
    }
    database
        .sql("insert into imported (unique_id, imported_at) values (?, ?) on conflict do nothing")
        .params(item.id(), Instant.ofEpochMilli(clock.millis()).atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Description describe(Catalogue.Item item) {
    return new Description(
        item.id(),
        item.patient(),
        item.mimeType(),
        item.title(),
        coded(item.classCode()),
        coded(item.typeCode()),
        coded(item.formatCode()),
        coded(item.facilityType()),
        coded(item.practice()),
        item.created().toInstant(),
        null,
        new Description.Writer(item.author().family(), item.author().given()),
        item.institution(),
        null);
  }

  private static Coded coded(Catalogue.Code code) {
    return new Coded(code.code(), code.system(), code.display());
  }

  private static InputStream open(String place, String file) throws IOException {
    if (file.contains("/") || file.contains("\\")) {
      throw new IOException("a catalogue names files of its own folder only");
    }
    if (!place.startsWith(CLASSPATH)) {
      return Files.newInputStream(Path.of(place).resolve(file));
    }
    String resource = "/" + place.substring(CLASSPATH.length()) + "/" + file;
    var in = CatalogueImport.class.getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException(resource);
    }
    return in;
  }
}
