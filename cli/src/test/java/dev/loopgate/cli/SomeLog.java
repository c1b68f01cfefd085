package dev.loopgate.cli;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.LogEdge;
import dev.loopgate.tlog.NoteKey;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** A small log with a key of its own, in the files that an export has. */
final class SomeLog {
  /** How the second generation of a program came to be. */
  static final List<String> STORY =
      List.of(
          leaf("policy.shipped", "{'ref':'standard@1','digest':'sha256:pol'}"),
          fact(
              "idea.proposed",
              "{'ideaId':'I','key':'digits-4','patchDigest':'sha256:p','authors':['bot@lab','ann@lab'],'provenance':{'principal':'bot@lab','sponsor':'ann@lab'}}"),
          fact(
              "experiment.registered",
              "{'registration':{'experimentId':'X','ideaId':'I'},'digest':'sha256:plan'}"),
          fact(
              "experiment.concluded",
              "{'experimentId':'X','ideaId':'I','verdict':{'outcome':'IMPROVED','eValue':'60.1','threshold':'40'},'registrationDigest':'sha256:plan','evidenceDigest':'sha256:ev','digestMatches':true}"),
          leaf(
              "vote.cast",
              "{'reviewId':'R','voter':'bob@lab','value':'APPROVE','dossierDigest':'sha256:d','roles':['REVIEWER']}"),
          leaf(
              "decision.made",
              "{'decision':{'decisionId':'D','reviewId':'R','reviewKey':'digits-4-a','kind':'ADOPTION','outcome':'ADOPT','programId':'P','ideaId':'I','experimentId':'X','dossierDigest':'sha256:d','policy':'standard@1','deciders':['bob@lab']},'rule':'votes','eligible':[{'person':'eve@lab','roles':['REVIEWER']}]}"),
          fact(
              "generation.advanced",
              "{'programId':'P','program':'digits','number':2,'commit':'c0ffee','ideaId':'I','decisionId':'D','experimentId':'X'}"));

  static final String ORIGIN = "loopgate.local/log";
  private final NoteSigner signer = NoteSigner.generate(ORIGIN, new SecureRandom());

  static String leaf(String kind, String entry) {
    return "{'at':'2026-11-26T08:00:00Z','entry':%s,'id':'x','kind':'%s'}"
        .formatted(entry, kind)
        .replace('\'', '"');
  }

  static String fact(String kind, String fact) {
    return leaf(
        kind, "{'source':'/feeds/x','eventId':'e','digest':'sha256:e','fact':" + fact + "}");
  }

  NoteKey key() {
    return signer.key();
  }

  /** Writes the log that has these entries and no others; returns its checkpoint. */
  SignedNote write(Path log, List<String> entries) throws IOException {
    LogEdge.Growth growth = LogEdge.empty().append(entries.stream().map(Json::utf8).toList());
    for (Map.Entry<TilePath, byte[]> file : growth.files().entrySet()) {
      Path path = log.resolve(file.getKey().toString());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    SignedNote checkpoint =
        new Checkpoint(ORIGIN, entries.size(), growth.edge().root()).sign(signer);
    Files.write(log.resolve("checkpoint"), checkpoint.bytes());
    return checkpoint;
  }
}
