package citation

import (
	"encoding/json"
	"fmt"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// requireAnnotation checks c's long form by the rules that the W3C's test suite
// has as JSON Schemas (web-platform-tests, annotation-model/definitions):
// annotations.json, id.json, bodyTarget.json and specificResource.json, as far as
// they concern annotations without a body.
func requireAnnotation(t require.TestingT, c Citation) map[string]any {
	var a map[string]any
	require.NoError(t, json.Unmarshal(c.Annotation(), &a))
	require.Equal(t, "http://www.w3.org/ns/anno.jsonld", a["@context"]) // 3.1-annotationContextValidated
	require.Equal(t, "Annotation", a["type"])                           // 3.1-annotationTypeValidated
	requireURI(t, a["id"])                                              // 3.1-annotationIdValidated
	require.Equal(t, c.String(), a["id"])
	require.Contains(t, []any{ // motivationList
		"assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
		"identifying", "linking", "moderating", "questioning", "replying", "tagging",
	}, a["motivation"])
	require.NotContains(t, a, "bodyValue")
	require.Contains(t, a, "target") // 3.1-targetKeyFound
	requireTarget(t, a["target"])    // 3.2-targetObjectsRecognized
	return a
}

func requireTarget(t require.TestingT, target any) {
	object, ok := target.(map[string]any)
	if !ok {
		requireURI(t, target)
		return
	}
	// One of the kinds of target only: it has a source, so it has no id, no value
	// and no items. specificeResourceDetected wants one of these members besides.
	requireURI(t, object["source"])
	for _, other := range []string{"id", "value", "items", "target"} {
		require.NotContains(t, object, other)
	}
	_, hasSelector := object["selector"]
	scope, hasScope := object["scope"]
	require.True(t, hasSelector || hasScope)
	if hasScope {
		requireURI(t, scope)
	}
	if hasSelector {
		selectors := object["selector"].([]any)
		require.NotEmpty(t, selectors)
		for _, s := range selectors {
			requireSelector(t, s.(map[string]any))
		}
	}
}

func requireSelector(t require.TestingT, s map[string]any) {
	switch s["type"] {
	case "FragmentSelector":
		require.IsType(t, "", s["value"])
		if conformsTo, ok := s["conformsTo"]; ok {
			requireURI(t, conformsTo)
		}
	case "TextQuoteSelector":
		require.IsType(t, "", s["exact"])
		for _, name := range []string{"prefix", "suffix"} {
			if value, ok := s[name]; ok {
				require.IsType(t, "", value)
			}
		}
	case "DataPositionSelector":
		for _, name := range []string{"start", "end"} {
			n := s[name].(float64)
			require.True(t, n >= 0 && n == float64(int64(n)), "%v", n)
		}
	default:
		require.Fail(t, "unknown selector", "%v", s)
	}
	if refined, ok := s["refinedBy"]; ok {
		requireSelector(t, refined.(map[string]any))
	}
}

func requireURI(t require.TestingT, value any) {
	u, err := url.Parse(fmt.Sprint(value))
	require.NoError(t, err)
	require.IsType(t, "", value)
	require.True(t, u.IsAbs(), "%v", value)
}

func TestAnnotation(t *testing.T) {
	const head = `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"%s","type":"Annotation","motivation":"highlighting","target":`
	source := "nih:sha-256;" + zeros
	const quote = `{"type":"TextQuoteSelector","exact":"<11. bis 13.>"`
	for _, test := range []struct {
		c    Citation
		want string
	}{
		{Citation{}, `"` + source + `"`},
		{
			Citation{Bytes: at(0, 817), Quote: "<11. bis 13.>", Suffix: "\n"},
			`{"type":"SpecificResource","source":"` + source + `","selector":[` +
				`{"type":"DataPositionSelector","start":0,"end":817},` + quote + `,"suffix":"\n"}]}`,
		},
		{
			Citation{Part: "word/document.xml", Bytes: at(1, 2)},
			`{"type":"SpecificResource","source":"` + source + `","selector":[` +
				`{"type":"FragmentSelector","value":"part=word/document.xml",` +
				`"refinedBy":{"type":"DataPositionSelector","start":1,"end":2}}]}`,
		},
		{
			Citation{Page: 2, Quote: "<11. bis 13.>"},
			`{"type":"SpecificResource","source":"` + source + `","selector":[` +
				`{"type":"FragmentSelector","conformsTo":"http://tools.ietf.org/rfc/rfc3778","value":"page=2","refinedBy":` +
				quote + `}},` + quote + `}]}`,
		},
		{
			Citation{In: &Container{Members: []string{"a b"}}},
			`{"type":"SpecificResource","source":"` + source + `","scope":"findbuch:sha256-` + zeros + `!/a%20b"}`,
		},
	} {
		require.Equal(t, fmt.Sprintf(head, test.c)+test.want+"}", string(test.c.Annotation()))
		requireAnnotation(t, test.c)
	}
}

func TestAnnotationIsValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCitation().Draw(t, "citation")
		a := requireAnnotation(t, c)
		target, _ := a["target"].(map[string]any)
		require.Equal(t, c.Quote != "", hasSelector(target, "TextQuoteSelector"))
		require.Equal(t, c.Bytes != nil && c.Part == "", hasSelector(target, "DataPositionSelector"))
		require.Equal(t, c.Page != 0 || c.Part != "", hasSelector(target, "FragmentSelector"))
	})
}

func hasSelector(target map[string]any, kind string) bool {
	selectors, _ := target["selector"].([]any)
	for _, s := range selectors {
		if s.(map[string]any)["type"] == kind {
			return true
		}
	}
	return false
}
