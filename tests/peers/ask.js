// Connects with Node.js to each server of the list and tells what it says.
// usage: node ask.js LIST; LIST has lines of fault, base, host, port, time.
const fs = require('fs');
const tls = require('tls');

function connect([, base, host, port]) {
    return new Promise((done) => {
        try {
            const socket = tls.connect({
                host: '127.0.0.1', port: Number(port), servername: host,
                ca: fs.readFileSync(base + '.root'),
            });
            socket.on('secureConnect', () => { socket.destroy(); done('OK'); });
            socket.on('error', (error) => {
                done(`${error.code || ''}: ${error.message}`);
            });
        } catch (error) {
            done(error.message);
        }
    });
}

(async () => {
    for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\n')) {
        const fields = line.split('\t');
        if (fields.length === 5) {
            const says = await connect(fields);
            console.log(`${fields[0]}\t${says.split('\n')[0]}`);
        }
    }
})();
