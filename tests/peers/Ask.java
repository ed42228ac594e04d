// Connects with Java to each server of the list and tells what it says.
// usage: java Ask.java LIST; LIST has lines of fault, base, host, port.
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

public class Ask {
    static SSLContext trusting(String base) throws Exception {
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        try (InputStream in = Files.newInputStream(Paths.get(base + ".root"))) {
            roots.setCertificateEntry("root", CertificateFactory
                .getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    static String ask(String base, String host, int port) {
        try (Socket plain = new Socket("127.0.0.1", port);
             SSLSocket socket = (SSLSocket) trusting(base).getSocketFactory()
                 .createSocket(plain, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return "OK";
        } catch (Exception e) {
            return String.valueOf(e.getMessage()).replace("\n", " ");
        }
    }

    public static void main(String[] args) throws Exception {
        for (String line : Files.readAllLines(Paths.get(args[0]))) {
            String[] fields = line.split("\t");
            System.out.println(fields[0] + "\t" + ask(fields[1], fields[2],
                Integer.parseInt(fields[3])));
        }
    }
}
