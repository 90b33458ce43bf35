package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.QUERY;
import static org.musubi.ihe.xds.Ebxml.RIM;
import static org.musubi.ihe.xds.Ebxml.RS;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.xml.Element;

/**
 * {@code query:AdhocQueryResponse}: the answer of ITI-18 and ITI-38.
 *
 * @param status how it ended
 * @param errors errors and warnings, may be empty
 * @param objects the registry objects, untouched, in order
 * @param slots what the {@code ResponseSlotList} held, untouched
 */
public record QueryResponse(
    Status status, List<RegistryError> errors, List<Element> objects, List<Element> slots) {
  public QueryResponse {
    errors = List.copyOf(errors);
    objects = List.copyOf(objects);
    slots = List.copyOf(slots);
  }

  /** An answer without errors; it may be empty. */
  public static QueryResponse of(List<Element> objects) {
    return new QueryResponse(Status.SUCCESS, List.of(), objects, List.of());
  }

  /**
   * What was found and what went wrong; the status follows: with both it is PartialSuccess, with
   * errors alone Failure.
   */
  public static QueryResponse of(List<Element> objects, List<RegistryError> errors) {
    return new QueryResponse(Status.of(!objects.isEmpty(), errors), errors, objects, List.of());
  }

  /** A refusal. */
  public static QueryResponse failure(List<RegistryError> errors) {
    return new QueryResponse(Status.FAILURE, errors, List.of(), List.of());
  }

  /**
   * Reads {@code query:AdhocQueryResponse}.
   *
   * @throws MalformedMessage when it is another element or its status is unknown
   */
  public static QueryResponse parse(Element response) throws MalformedMessage {
    if (!response.is(QUERY, "AdhocQueryResponse")) {
      throw new MalformedMessage("an AdhocQueryResponse is expected");
    }
    return new QueryResponse(
        RegistryErrorList.status(response),
        RegistryErrorList.read(response),
        response.first(RIM, "RegistryObjectList").map(Element::children).orElse(List.of()),
        response.first(RS, "ResponseSlotList").map(Element::children).orElse(List.of()));
  }

  /**
   * Consolidates the answers of several communities (ITI TF-2 3.38.4.1.3): all objects and all
   * errors are kept in order, except {@code XDSUnknownPatientId}, which a consumer does not expect.
   * A mixture of success and failure is PartialSuccess; only when every answer failed is it
   * Failure.
   */
  public static QueryResponse merge(Collection<QueryResponse> answers) {
    List<RegistryError> errors = new ArrayList<>();
    List<Element> objects = new ArrayList<>();
    List<Element> slots = new ArrayList<>();
    boolean anySuccess = answers.isEmpty();
    boolean anyFailure = false;
    for (QueryResponse answer : answers) {
      List<RegistryError> kept =
          answer.errors.stream().filter(e -> !e.is(ErrorCode.UNKNOWN_PATIENT_ID)).toList();
      boolean onlyUnknown = kept.isEmpty() && !answer.errors.isEmpty();
      anySuccess |= answer.status != Status.FAILURE || onlyUnknown;
      anyFailure |= answer.status != Status.SUCCESS && !onlyUnknown;
      errors.addAll(kept);
      objects.addAll(answer.objects);
      slots.addAll(answer.slots);
    }
    Status status = anyFailure ? Status.of(anySuccess) : Status.of(anySuccess, errors);
    return new QueryResponse(status, errors, objects, slots);
  }

  /** The document entries among the objects. */
  public List<DocumentEntry> documentEntries() {
    return objects.stream().flatMap(object -> DocumentEntry.of(object).stream()).toList();
  }

  /** The wire form. */
  public Element toElement() {
    Element.Builder builder =
        Element.of(QUERY, "query:AdhocQueryResponse").attribute("status", status.urn());
    if (!slots.isEmpty()) {
      builder.add(Element.of(RS, "rs:ResponseSlotList").content(slots).build());
    }
    RegistryErrorList.write(errors).ifPresent(builder::add);
    builder.add(Element.of(RIM, "rim:RegistryObjectList").content(objects).build());
    return builder.build();
  }
}
