package dev.loopgate.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.wire.json.Json;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  @Test
  void whatIsMissingIsToldInFullWithHowToGetIt() {
    String text =
        Diagnosis.of(
            Json.read(
                """
                {"isolation":"PROCESS",
                 "launcher":[{"name":"jdk","ok":true,"detail":"25","remedy":""}],
                 "worker":[{"name":"bubblewrap","ok":false,"detail":"no bwrap",
                            "remedy":"apt install bubblewrap"}]}
                """,
                JsonNode.class));

    assertThat(text)
        .contains("launcher  jdk         ok       25", "worker    bubblewrap  missing  no bwrap")
        .contains("What to do:", "bubblewrap: apt install bubblewrap")
        .endsWith("Stages run here in PROCESS isolation.");
  }

  @Test
  void nothingIsAdvisedWhereNothingIsMissing() {
    String text =
        Diagnosis.of(
            Json.read(
                """
                {"isolation":"HARDENED","launcher":[],
                 "worker":[{"name":"seccomp","ok":true,"detail":"works","remedy":""}]}
                """,
                JsonNode.class));

    assertThat(text).doesNotContain("What to do").contains("HARDENED");
  }

  @Test
  void eachProofIsToldWithWhatHappenedInsideAndOutside() {
    String text =
        Diagnosis.of(
            Json.read(
                """
                {"isolation":"BUBBLEWRAP","launcher":[],"worker":[],
                 "proofs":[
                   {"name":"sysctls","tried":"write a setting","held":"BY_THE_SANDBOX",
                    "inside":"core_pattern: Read-only file system","outside":"it was written"},
                   {"name":"devices","tried":"open a device","held":"BY_THE_USER",
                    "inside":"/dev/mem: not there","outside":"/dev/mem: Permission denied"},
                   {"name":"leases","tried":"hold a lease","held":"NOT",
                    "inside":"F_SETLEASE","outside":"F_SETLEASE"}]}
                """,
                JsonNode.class));

    assertThat(text)
        .contains(
            "What a stage tried:",
            "write a setting: held by the sandbox",
            "inside: core_pattern: Read-only file system",
            "outside: it was written",
            "open a device: held by the user",
            "hold a lease: NOT HELD");
  }
}
