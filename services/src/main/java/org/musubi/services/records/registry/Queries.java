package org.musubi.services.records.registry;

import java.util.List;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.services.records.patients.Patients;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers stored queries: who is asked about, how much is too much, and in which form. */
final class Queries {
  /** ObjectRefs are small: many more of them fit than of whole objects. */
  private static final int REFERENCES = 10;

  private final JdbcClient database;
  private final Community community;
  private final Patients patients;
  private final int most;

  Queries(JdbcClient database, Community community, Patients patients, int most) {
    this.database = database;
    this.community = community;
    this.patients = patients;
    this.most = most;
  }

  QueryResponse answer(AdhocQuery query) {
    var patient = query.patient();
    if (patient.isPresent()
        && !(patient.get().assigner().equals(community.assigner())
            && patients.knows(patient.get().value()))) {
      return refused(Problem.UNKNOWN_PATIENT.error());
    }
    boolean whole = query.returnType() == AdhocQuery.ReturnType.LEAF_CLASS;
    int limit = whole ? most : most * REFERENCES;
    var found = new StoredQueries(new Finder(database, limit + 1), query).run();
    if (found.size() > limit) {
      return refused(Problem.TOO_MANY.error());
    }
    if (whole && found.patients() > 1) {
      return refused(Problem.NOT_ONE_PATIENT.error());
    }
    var answer = new Answering(community.home());
    return QueryResponse.of(whole ? answer.whole(found) : answer.references(found));
  }

  private QueryResponse refused(RegistryError error) {
    return QueryResponse.failure(List.of(error.at(community.home())));
  }
}
