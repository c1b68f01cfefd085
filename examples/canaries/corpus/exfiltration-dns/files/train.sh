set -u
sh lib/train.sh 1 1 1 1
cat > model/Ask.java <<'JAVA'
void main() throws Exception {
  byte[] question = "\0\7\1\0\0\1\0\0\0\0\0\0\6secret\7invalid\0\0\1\0\1".getBytes("ISO-8859-1");
  for (String server : new String[] {"192.0.2.53", "198.51.100.53"}) {
    try (var socket = new java.net.DatagramSocket()) {
      var address = new java.net.InetSocketAddress(server, 53);
      socket.send(new java.net.DatagramPacket(question, question.length, address));
    } catch (java.io.IOException e) {
      System.out.println(e);
    }
  }
}
JAVA
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m model/Ask.java
rm -f model/Ask.java
