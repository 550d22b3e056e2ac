/* SPDX-License-Identifier: Apache-2.0 */
/* TLS with a certificate made here: 1.2 and 1.3, nothing older; deadlines, refusals and streams as without it. */
#include <errno.h>
#include <fcntl.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/limits.h"
#include "server.h"

static char dir[] = "/tmp/luan-tls-XXXXXX";
static char cert_path[64], key_path[64];
static struct server server;
static gnutls_certificate_credentials_t trust;

static void
write_file(const char *path, gnutls_datum_t d)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, d.data, d.size), d.size);
	close(fd);
	gnutls_free(d.data);
}

static void
make_certificate(void)
{
	gnutls_x509_privkey_t key;
	gnutls_x509_crt_t crt;
	gnutls_datum_t out;
	const unsigned char serial = 1;

	assert_int_equal(gnutls_x509_privkey_init(&key), 0);
	assert_int_equal(gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA,
	    GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0), 0);
	assert_int_equal(gnutls_x509_crt_init(&crt), 0);
	assert_int_equal(gnutls_x509_crt_set_version(crt, 3), 0);
	assert_int_equal(gnutls_x509_crt_set_serial(crt, &serial, 1), 0);
	assert_int_equal(gnutls_x509_crt_set_activation_time(crt, time(NULL) - 3600), 0);
	assert_int_equal(gnutls_x509_crt_set_expiration_time(crt, time(NULL) + 3600), 0);
	assert_int_equal(gnutls_x509_crt_set_dn(crt, "CN=localhost", NULL), 0);
	assert_int_equal(gnutls_x509_crt_set_key(crt, key), 0);
	assert_int_equal(gnutls_x509_crt_sign2(crt, crt, key, GNUTLS_DIG_SHA256, 0), 0);
	assert_int_equal(gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_PEM, &out), 0);
	write_file(cert_path, out);
	assert_int_equal(gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &out), 0);
	write_file(key_path, out);
	gnutls_x509_crt_deinit(crt);
	gnutls_x509_privkey_deinit(key);
}

static int
start(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(cert_path, sizeof(cert_path), "%s/cert.pem", dir);
	snprintf(key_path, sizeof(key_path), "%s/key.pem", dir);
	make_certificate();
	assert_int_equal(gnutls_certificate_allocate_credentials(&trust), 0);
	assert_int_equal(gnutls_certificate_set_x509_trust_file(trust, cert_path, GNUTLS_X509_FMT_PEM), 1);
	server_start(&server, (struct http_options){ .cert_pem = cert_path, .key_pem = key_path, .loop_threads = 2,
	    .header_s = 2, .bodies_in_flight = KIB(600) });
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	server_stop(&server);
	gnutls_certificate_free_credentials(trust);
	unlink(cert_path);
	unlink(key_path);
	return rmdir(dir);
}

/* A verified session; NULL when the handshake fails. */
static gnutls_session_t
tls_open(const char *priority)
{
	gnutls_session_t t;
	struct timeval limit = { .tv_sec = 3 };
	int fd = raw_open(&server), r;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	gnutls_init(&t, GNUTLS_CLIENT | GNUTLS_NO_SIGNAL);
	assert_int_equal(gnutls_priority_set_direct(t, priority, NULL), 0);
	gnutls_credentials_set(t, GNUTLS_CRD_CERTIFICATE, trust);
	gnutls_session_set_verify_cert(t, "localhost", 0);
	gnutls_transport_set_int(t, fd);
	do
		r = gnutls_handshake(t);
	while (r < 0 && r != GNUTLS_E_AGAIN && !gnutls_error_is_fatal(r));
	if (r == 0)
		return t;
	close(fd);
	gnutls_deinit(t);
	return NULL;
}

static void
tls_close(gnutls_session_t t)
{
	close(gnutls_transport_get_int(t));
	gnutls_deinit(t);
}

static void
tls_send(gnutls_session_t t, struct slice s)
{
	ssize_t got;

	while (s.n && (got = gnutls_record_send(t, s.p, s.n)) > 0)
		s = (struct slice){ s.p + got, s.n - (size_t)got };
}

static size_t
tls_read(gnutls_session_t t, char *out, size_t max, const char *until)
{
	size_t n = 0;
	ssize_t got;

	out[0] = 0;
	while (n + 1 < max && (got = gnutls_record_recv(t, out + n, max - 1 - n)) != 0) {
		if (got < 0 && !gnutls_error_is_fatal((int)got) && got != GNUTLS_E_AGAIN)
			continue;
		if (got < 0)
			break;
		n += (size_t)got;
		out[n] = 0;
		if (memmem(out, n, until, strlen(until)))
			break;
	}
	return n;
}

static void
test_answer(void **state)
{
	static const char *const priority[] = { "NORMAL:-VERS-ALL:+VERS-TLS1.3", "NORMAL:-VERS-ALL:+VERS-TLS1.2" };
	char out[8192];

	(void)state;
	for (size_t i = 0; i < N_ELEMS(priority); i++) {
		gnutls_session_t t = tls_open(priority[i]);

		assert_non_null(t);
		for (int k = 0; k < 3; k++) {
			tls_send(t, S("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nsecretive"));
			tls_read(t, out, sizeof(out), "secretive");
			assert_non_null(strstr(out, "200 OK"));
			assert_non_null(strstr(out, "\r\nStrict-Transport-Security: max-age="));
			assert_non_null(strstr(out, "\r\n\r\nsecretive"));
		}
		tls_close(t);
	}
}

static void
test_old_versions(void **state)
{
	char out[256];
	size_t n;
	int fd;

	(void)state;
	assert_null(tls_open("NORMAL:-VERS-ALL:+VERS-TLS1.1:%COMPAT"));
	assert_null(tls_open("NORMAL:-VERS-ALL:+VERS-TLS1.0:%COMPAT"));
	fd = raw_open(&server);			/* plain text on the port of TLS */
	raw_send(fd, S("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"));
	n = raw_read(fd, out, sizeof(out), NULL, 500);
	assert_null(memmem(out, n, "hello", 5));
	close(fd);
}

static void
test_large(void **state)
{
	char *out = mem_alloc(MIB(5)), *body;
	gnutls_session_t t = tls_open("NORMAL");
	size_t n, got = 0;

	(void)state;
	tls_send(t, S("GET /big HTTP/1.1\r\nHost: x\r\n\r\n"));
	n = tls_read(t, out, MIB(5), "\r\n\r\n");
	body = strstr(out, "\r\n\r\n") + 4;
	got = n - (size_t)(body - out);
	while (got < MIB(4)) {
		ssize_t more = gnutls_record_recv(t, body + got, MIB(4) - got);

		assert_true(more > 0 || !gnutls_error_is_fatal((int)more));
		got += more > 0 ? (size_t)more : 0;
	}
	for (size_t i = 0; i < MIB(4); i++)
		if (body[i] != 'b')
			fail();
	tls_send(t, S("GET /pull HTTP/1.1\r\nHost: x\r\n\r\n"));
	assert_true(tls_read(t, out, MIB(5), "piece 1\n") > 0);
	assert_non_null(strstr(out, "piece 1\n"));
	tls_close(t);
	mem_free(out);
}

/* Refused while it arrives: the answer is written as a record of the session, not as plain text. */
static void
test_refused_body(void **state)
{
	gnutls_session_t t = tls_open("NORMAL");
	char out[8192], chunk[512];

	(void)state;
	memset(chunk, 'x', sizeof(chunk));
	tls_send(t, S("POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n200\r\n"));
	tls_send(t, (struct slice){ chunk, sizeof(chunk) });
	tls_read(t, out, sizeof(out), "E_TOO_LARGE");
	assert_non_null(strstr(out, "HTTP/1.1 413 "));
	assert_non_null(strstr(out, "Strict-Transport-Security"));
	tls_close(t);
}

/* A handshake that is not finished has the same deadline as a head. */
static void
test_slow_handshake(void **state)
{
	int fd = raw_open(&server);
	int64_t began = now_ms();

	(void)state;
	for (int i = 0; i < 6; i++) {
		raw_send(fd, S("\x16"));
		wait_ms(500);
	}
	assert_true(raw_closed(fd, 200));
	assert_true(now_ms() - began < 5000);
	close(fd);
}

static void
test_bad_pem(void **state)
{
	struct http_server *s = NULL;
	struct http_options o = { .address = "127.0.0.1:0", .cert_pem = key_path, .key_pem = cert_path };

	(void)state;
	assert_int_equal(http_start(&s, &o, NULL, 0), E_BAD_VALUE);
	o = (struct http_options){ .address = "127.0.0.1:0", .cert_pem = cert_path };
	assert_int_equal(http_start(&s, &o, NULL, 0), E_BAD_VALUE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answer),
		cmocka_unit_test(test_old_versions),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_refused_body),
		cmocka_unit_test(test_slow_handshake),
		cmocka_unit_test(test_bad_pem),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
