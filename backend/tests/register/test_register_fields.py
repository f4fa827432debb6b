"""The schema fields for municipality keys, alone and through the REST API of content."""

from plone import api
from plone.dexterity.fti import DexterityFTI
from plone.restapi.types.interfaces import IJsonSchemaProvider
from plone.supermodel import model
from tests.world import rest_of
from types import SimpleNamespace
from zope.component import getMultiAdapter
from zope.schema.interfaces import RequiredMissing
from zope.schema.interfaces import WrongType
from zukunftsraum.register import fields

import pytest
import transaction


class ISample(model.Schema):
    """Schema of a content type that exists in these tests only."""

    municipality = fields.MunicipalityKey(title="Municipality", required=False)
    partners = fields.MunicipalityKeys(title="Partners", required=False)
    real = fields.MunicipalityKey(title="Real", required=False, demo_allowed=False)


class TestValidation:
    @pytest.fixture(autouse=True)
    def _site(self, portal_class):
        self.field = fields.MunicipalityKey(title="Municipality", __name__="municipality")

    @pytest.mark.parametrize("key", ["990000000001", "990010001", "99001", "145240330330"])
    def test_valid(self, key):
        self.field.validate(key)

    @pytest.mark.parametrize(
        "key,error",
        [
            ("1452403303", fields.MalformedMunicipalityKey),
            ("14524330", fields.MalformedMunicipalityKey),
            ("Zwickau", fields.MalformedMunicipalityKey),
            ("990000000009", fields.UnknownMunicipality),
            ("14612", fields.UnknownMunicipality),
            ("14", fields.MunicipalityNotAllowed),
            ("99\n01", Exception),
            (99001, WrongType),
            (None, RequiredMissing),
        ],
    )
    def test_invalid(self, key, error):
        with pytest.raises(error):
            self.field.validate(key)

    def test_message_names_the_reason(self):
        with pytest.raises(fields.UnknownMunicipality) as caught:
            self.field.validate("990000000009")
        assert caught.value.doc().mapping == {"key": "990000000009"}
        assert caught.value.field is self.field

    def test_land_where_it_is_wanted(self):
        field = fields.MunicipalityKey(title="Land", levels=("state",))
        field.validate("14")
        with pytest.raises(fields.MunicipalityNotAllowed):
            field.validate("990000000001")

    def test_demo_can_be_shut_out(self):
        field = ISample["real"]
        field.validate("145240330330")
        with pytest.raises(fields.MunicipalityNotAllowed):
            field.validate("990000000001")

    def test_list(self):
        field = ISample["partners"]
        field.validate(["990000000001", "99001"])
        with pytest.raises(Exception, match="990000000009|UnknownMunicipality"):
            field.validate(["990000000001", "990000000009"])

    def test_keys_that_the_register_lost_stay_valid_where_they_are(self):
        holder = SimpleNamespace(municipality="888880000001", partners=["888880000002"])
        self.field.bind(holder).validate("888880000001")
        ISample["partners"].bind(holder).validate(["888880000002", "99001"])
        with pytest.raises(fields.UnknownMunicipality):
            self.field.bind(holder).validate("888880000002")

    @pytest.mark.parametrize(
        "name,type_,widget",
        [
            ("municipality", "string", "municipality"),
            ("partners", "array", "municipalities"),
        ],
    )
    def test_json_schema(self, portal_class, name, type_, widget):
        provider = getMultiAdapter(
            (ISample[name], portal_class, portal_class.REQUEST), IJsonSchemaProvider
        )
        schema = provider.get_schema()
        assert schema["type"] == type_
        assert schema["widget"] == widget


class TestOverRest:
    @pytest.fixture(autouse=True)
    def _type(self, functional_portal):
        fti = DexterityFTI(
            "RegisterSample",
            schema=f"{__name__}.ISample",
            klass="plone.dexterity.content.Item",
            behaviors=("plone.basic", "plone.namefromtitle"),
            global_allow=True,
            add_permission="cmf.AddPortalContent",
        )
        functional_portal.portal_types._setObject("RegisterSample", fti)
        with api.env.adopt_roles(["Manager"]):
            self.item = api.content.create(
                functional_portal,
                "RegisterSample",
                id="sample",
                municipality="990000000001",
            )
        transaction.commit()
        self.rest = rest_of(functional_portal, "admin", language="en")

    def test_stored_and_read_again(self):
        values = {"municipality": "145240330330", "partners": ["99001", "14524"]}
        assert self.rest.patch("sample", json=values).status_code == 204
        data = self.rest.get("sample").json()
        assert {name: data[name] for name in values} == values

    @pytest.mark.parametrize(
        "values,text",
        [
            ({"municipality": "123"}, "has 3"),
            ({"municipality": "990000000009"}, "990000000009"),
            ({"real": "990000000001"}, "Musterstadt cannot be chosen here"),
            ({"partners": ["99001", "77777"]}, "77777"),
        ],
    )
    def test_refused(self, values, text):
        answer = self.rest.patch("sample", json=values)
        assert answer.status_code == 400
        assert text in answer.text
        assert "${" not in answer.text
        data = self.rest.get("sample").json()
        assert data["municipality"] == "990000000001"
        assert not data["partners"] and not data["real"]

    def test_types_endpoint(self):
        properties = self.rest.get("@types/RegisterSample").json()["properties"]
        assert properties["municipality"]["widget"] == "municipality"
        assert properties["partners"]["widget"] == "municipalities"


def test_fields_are_told_apart_by_interface():
    assert fields.IMunicipalityKey.providedBy(ISample["municipality"])
    assert fields.IMunicipalityKeys.providedBy(ISample["partners"])
