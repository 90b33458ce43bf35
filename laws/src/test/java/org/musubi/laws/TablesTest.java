package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("law")
class TablesTest {
  private static final SourceTree TREE = SourceTree.here();
  private static final String FOLDER = "platform/src/main/resources/db/migration/";

  @Test
  void everyTableSaysItsKindAndLiesInItsRoom() {
    List<String> migrations = TREE.files(n -> n.startsWith(FOLDER) && n.endsWith(".sql"));

    assertThat(migrations).isNotEmpty();
    assertThat(migrations).flatMap(n -> TableCheck.violations(room(n), TREE.text(n))).isEmpty();
  }

  @Test
  void everyMigrationBelongsToARoom() {
    assertThat(TREE.files(name -> name.startsWith(FOLDER)))
        .allMatch(name -> Rooms.PLANNED.contains(room(name)));
  }

  @Test
  void aTableWithoutItsKindIsFound() {
    String sql =
        """
        -- local: sessions.
        create table idp.session (
          id uuid primary key
        );
        create table idp.session_right (id uuid);

        create table idp.person (id uuid);
        """;

    assertThat(TableCheck.violations("idp", sql))
        .containsExactly("idp.person does not say whether it is registry, local or statement");
  }

  @Test
  void oneSentenceMaySpeakForEveryTableOfARoom() {
    String sql = "-- local: every table of this room is.\n\ncreate table audit.a (id uuid);\n";

    assertThat(TableCheck.violations("audit", sql)).isEmpty();
  }

  @Test
  void aTableInAForeignSchemaIsFound() {
    assertThat(TableCheck.violations("idp", "-- registry: x\ncreate table mpi.link (id uuid);"))
        .containsExactly("mpi.link lies outside the schema of idp");
  }

  private static String room(String name) {
    return name.substring(FOLDER.length()).split("/")[0];
  }
}
