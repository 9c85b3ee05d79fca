package document

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMailByItsHeader(t *testing.T) {
	long := "Received: from a by b;\r\n\tMon, 1 Jan 2024 00:00:00 +0000\r\nFrom: a@b\r\nDate: heute\r\nReferences:" +
		strings.Repeat("\r\n <x@y>", 800)
	for text, want := range map[string]string{
		"From: a@b\nTo: c@d\nSubject: Brief\n\nLieber Bert":          mailType,
		"From: a@b\r\nX-A: b\r\n c\r\nsubject: x\r\nDATE: y\r\n\r\n": mailType,
		"Return-Path: <a@b>\nReceived: x\nDate: y":                   mailType,
		long:                                 mailType,
		"From: a@b\nSubject: Brief\n\nTo: c": plainText,
		"To: c@d\nSubject: Brief\nDate: heute\n\nx":       plainText,
		"From: a@b\nTo: c@d\nno field\nSubject: x\n\n":    plainText,
		"Von: a@b\nAn: c@d\nBetreff: x\n\n":               plainText,
		" From: a@b\nTo: c@d\nSubject: x\n\n":             plainText,
		"From a@b Mon Jan 1\nFrom: a@b\nTo: c\nDate: x\n": plainText,
	} {
		data := []byte(text)
		require.Equal(t, want, MediaType(data, DetectCharset(data)), "%.60q", text)
	}
	data := []byte("From: a@b\nTo: c@d\nSubject: 8bit\n\n\x00\x01\x02")
	require.Equal(t, mailType, MediaType(data, DetectCharset(data)), "with bytes that are no text")
}
