"""Signing outside the program, as people do, with certificates made on the spot."""

import asyncio
import base64
import datetime
import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID
from lxml import etree
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

UTC = datetime.UTC
PESEL = "80010112345"


def identity(first="Dorota", last="Dyrektorska", *, days=(-30, 700), issuer=None, stamps=False, **more):
    """A key and its certificate, issued by an authority invented here (or by `issuer`)."""
    issuer = issuer or (authority() if not stamps else authority("Urząd Znaczników Czasu"))
    key = rsa.generate_private_key(65537, 2048) if stamps else ec.generate_private_key(ec.SECP256R1())
    name = [
        (NameOID.COUNTRY_NAME, "PL"),
        (NameOID.GIVEN_NAME, first),
        (NameOID.SURNAME, last),
        (NameOID.COMMON_NAME, f"{first} {last}"),
        (NameOID.SERIAL_NUMBER, f"PNOPL-{PESEL}"),
    ]
    usage = x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.TIME_STAMPING]) if stamps else None
    certificate = _certificate(_name(name), issuer.certificate.subject, key, issuer.key, days, usage)
    return SimpleNamespace(key=key, certificate=certificate, issuer=issuer)


def authority(name="Przykładowy Urząd Certyfikacji"):
    key = ec.generate_private_key(ec.SECP256R1())
    named = _name(
        [(NameOID.COUNTRY_NAME, "PL"), (NameOID.ORGANIZATION_NAME, "Przykład SA"), (NameOID.COMMON_NAME, name)]
    )
    return SimpleNamespace(key=key, certificate=_certificate(named, named, key, key, (-300, 3000), None))


def _name(pairs):
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in pairs])


def _certificate(subject, issuer, key, signing_key, days, usage):
    now = datetime.datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + datetime.timedelta(days=days[0]))
        .not_valid_after(now + datetime.timedelta(days=days[1]))
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, subject == issuer, False, False, False), critical=True
        )
    )
    if usage:
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(signing_key, hashes.SHA256())


def _asn1(certificate):
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _asn1_key(key):
    return keys.PrivateKeyInfo.load(
        key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def signer(who):
    store = SimpleCertificateStore()
    store.register_multiple([_asn1(who.issuer.certificate), _asn1(who.certificate)])
    return signers.SimpleSigner(_asn1(who.certificate), _asn1_key(who.key), store)


def time_stamper(who=None):
    who = who or identity("Znacznik", "Czasu", stamps=True)
    return DummyTimeStamper(_asn1(who.certificate), _asn1_key(who.key), certs_to_embed=signer(who).cert_registry)


def pades(pdf, who, *, field="Podpis1", visible=False, stamped=False, name=None, change=None, **meta):
    """The PDF with a signature added below it. `change(writer)`: forge something in the same update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if change:
        change(writer)
    box = (300, 60, 500, 110) if visible else None
    fields.append_signature_field(writer, fields.SigFieldSpec(field, on_page=0, box=box))
    said = {"field_name": field, "subfilter": fields.SigSeedSubFilter.PADES, "name": name} | meta
    signing = signers.PdfSigner(
        signers.PdfSignatureMetadata(**said), signer(who), timestamper=time_stamper() if stamped else None
    )
    return aside(lambda: signing.sign_pdf(writer).getvalue())


def time_stamped(pdf):
    """A time stamp over the whole file, without anybody's signature."""
    stamper = signers.PdfTimeStamper(time_stamper())
    return aside(lambda: stamper.timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), "sha256").getvalue())


def cades(content, who, *, enveloping=False, stamped=False, digest="sha256"):
    made = signer(who)
    signing = made.async_sign_general_data(
        content, digest, detached=not enveloping, use_cades=True, timestamper=time_stamper() if stamped else None
    )
    return aside(lambda: asyncio.run(signing).dump())


def aside(sign):
    """In a thread of its own: while a browser is open, a loop already runs in the thread of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(sign).result()


def pem(der):
    lines = base64.encodebytes(der).decode()
    return f"-----BEGIN PKCS7-----\n{lines}-----END PKCS7-----\n".encode()


_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
_XADES = """<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="S"><ds:SignedInfo>\
<ds:CanonicalizationMethod Algorithm="{c14n}"/>\
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/>\
<ds:Reference Id="R" URI="{uri}">{transforms}{method}<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>\
<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#SP"><ds:Transforms>\
<ds:Transform Algorithm="{c14n}"/></ds:Transforms>{method}<ds:DigestValue></ds:DigestValue></ds:Reference>\
</ds:SignedInfo><ds:SignatureValue></ds:SignatureValue>\
<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>{inside}\
<ds:Object><xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Target="#S">\
<xades:SignedProperties Id="SP"><xades:SignedSignatureProperties>\
<xades:SigningTime>2026-11-20T10:15:00Z</xades:SigningTime>\
<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>{method}<ds:DigestValue>{fingerprint}</ds:DigestValue>\
</xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>\
</xades:SignedProperties></xades:QualifyingProperties></ds:Object></ds:Signature>"""


def xades(content, who, *, enveloping=False):
    """XAdES beside the file (named in it), or with the file inside in base64. Put together by hand, so that the
    reader is not tested against its own library."""
    ds = {"ds": "http://www.w3.org/2000/09/xmldsig#"}
    base64_transform = f'<ds:Transforms><ds:Transform Algorithm="{ds["ds"]}base64"/></ds:Transforms>'
    inside = f'<ds:Object Id="plik" Encoding="{ds["ds"]}base64">{_base64(content)}</ds:Object>'
    root = etree.fromstring(
        _XADES.format(
            c14n=_EXCLUSIVE,
            uri="#plik" if enveloping else "zarzadzenie.pdf",
            transforms=base64_transform if enveloping else "",
            method='<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>',
            digest=_digest(content),
            certificate=_base64(who.certificate.public_bytes(serialization.Encoding.DER)),
            inside=inside if enveloping else "",
            fingerprint=_base64(who.certificate.fingerprint(hashes.SHA256())),
        ),
        parser=etree.XMLParser(huge_tree=True),
    )
    signed_properties = root.find(".//{*}SignedProperties")
    digests = root.findall(".//ds:Reference/ds:DigestValue", ds)
    digests[1].text = _digest(_canonical(signed_properties))
    made = who.key.sign(_canonical(root.find("ds:SignedInfo", ds)), ec.ECDSA(hashes.SHA256()))
    r, s = decode_dss_signature(made)
    root.find("ds:SignatureValue", ds).text = _base64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _canonical(element):
    return etree.tostring(element, method="c14n", exclusive=True)


def _digest(content):
    return _base64(hashlib.sha256(content).digest())


def _base64(content):
    return base64.b64encode(content).decode()
