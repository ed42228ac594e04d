// Connects with Java to each server of the list and tells what it says.
// usage: java Ask.java LIST; LIST has lines of fault, base, host, port, time.
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.util.Date;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

public class Ask {
    static PKIXBuilderParameters rules(KeyStore roots, String base, String time)
            throws Exception {
        PKIXBuilderParameters rules =
            new PKIXBuilderParameters(roots, new X509CertSelector());
        rules.setRevocationEnabled(false);
        if (!time.isEmpty()) {
            rules.setDate(new Date(1000 * Long.parseLong(time)));
        }
        if (Files.exists(Paths.get(base + ".crl"))) {
            rules.setRevocationEnabled(true);
            try (InputStream in = Files.newInputStream(
                     Paths.get(base + ".crl"))) {
                rules.addCertStore(CertStore.getInstance("Collection",
                    new CollectionCertStoreParameters(CertificateFactory
                        .getInstance("X.509").generateCRLs(in))));
            }
        }
        return rules;
    }

    static SSLContext trusting(String base, String time) throws Exception {
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        try (InputStream in = Files.newInputStream(Paths.get(base + ".root"))) {
            roots.setCertificateEntry("root", CertificateFactory
                .getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(new CertPathTrustManagerParameters(
            rules(roots, base, time)));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    static String ask(String base, String host, int port, String time) {
        try (Socket plain = new Socket("127.0.0.1", port);
             SSLSocket socket = (SSLSocket) trusting(base, time).getSocketFactory()
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
            String[] fields = line.split("\t", -1);
            System.out.println(fields[0] + "\t" + ask(fields[1], fields[2],
                Integer.parseInt(fields[3]), fields[4]));
        }
    }
}
